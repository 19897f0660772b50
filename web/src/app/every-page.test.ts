import { expect, it } from "vitest";
import { everyPage, type Paged } from "./every-page";

/** A list of so many pages of two, of which one is known. */
function listOf(pages: number, fails = false): Paged<number> {
  const upTo = (known: number): Paged<number> => ({
    data: { pages: Array.from({ length: known }, (_, at) => ({ items: [2 * at, 2 * at + 1] })) },
    error: fails && known > 1 ? new Error("no answer") : null,
    hasNextPage: known < pages,
    fetchNextPage: async () => upTo(known + 1),
  });
  return upTo(1);
}

it("fetches what is not there yet", async () => {
  expect(await everyPage(listOf(1))).toEqual([0, 1]);
  expect(await everyPage(listOf(3))).toEqual([0, 1, 2, 3, 4, 5]);
});

it("gives no file rather than half of one", async () => {
  await expect(everyPage(listOf(3, true))).rejects.toThrow("no answer");
});
