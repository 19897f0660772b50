import { many, one } from "../../lib/search";

/** What the address of the list says. */
export type ClientsSearch = {
  /** What was typed. */
  q?: string | undefined;
  segment?: string | undefined;
  /** Conditions beside it, "tier=gold"; all of them hold. */
  where?: string[] | undefined;
  sort?: "last_touch" | "silence" | undefined;
  /** Whether the form for a new client is open, so that the palette can lead there. */
  create?: boolean | undefined;
};

export function clientsSearch(raw: Record<string, unknown>): ClientsSearch {
  const text = (name: keyof ClientsSearch) => {
    const value = one(raw[name]);
    return value === undefined ? {} : { [name]: value };
  };
  const sort = one(raw.sort);
  const where = many(raw.where)?.filter((each) => /^[^=]+=./.test(each));
  return {
    ...text("q"),
    ...text("segment"),
    ...(where ? { where } : {}),
    ...(sort === "last_touch" || sort === "silence" ? { sort } : {}),
    ...(raw.create === true || one(raw.create) === "true" ? { create: true } : {}),
  };
}

/** A client's page: whose eyes the timeline looks through. The client's own come first. */
export type ClientSearch = { view?: "full" | undefined };

export function clientSearch(raw: Record<string, unknown>): ClientSearch {
  return one(raw.view) === "full" ? { view: "full" } : {};
}

/** Segments: which is open, or `new`. */
export type SegmentsSearch = { id?: string | undefined };

export function segmentsSearch(raw: Record<string, unknown>): SegmentsSearch {
  const id = one(raw.id);
  return id === undefined ? {} : { id };
}
