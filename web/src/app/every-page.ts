type Page<T> = { items: T[] };

/** A list that is read page by page, as far as this needs to know it. */
export type Paged<T> = {
  data?: { pages: Page<T>[] } | undefined;
  error: unknown;
  hasNextPage: boolean;
  fetchNextPage: () => Promise<Paged<T>>;
};

/** Everything of a list: what nobody has looked at yet is fetched first. A file must not end where the screen does. */
export async function everyPage<T>(list: Paged<T>): Promise<T[]> {
  let read = list;
  while (read.hasNextPage) {
    read = await read.fetchNextPage();
    if (read.error) throw read.error;
  }
  return read.data?.pages.flatMap(({ items }) => items) ?? [];
}
