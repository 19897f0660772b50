import { type Facet, facets, type Insight, type Knowledge, type World } from "./queries";

/** What one audience's board shows: its own insights and those about all clients, by facet. */
export function boardOf(world: World, audience: string | undefined): { facet: Facet; insights: Insight[] }[] {
  const shown = world.insights.filter((it) => !it.withdrawn && (it.audience == null || it.audience === audience));
  return facets.map((facet) => ({ facet, insights: shown.filter((it) => it.facet === facet) }));
}

/** Whose board opens first: everybody's, unless all that is known is about single audiences. */
export function firstKnown(world: World): string | undefined {
  const written = world.insights.filter((it) => !it.withdrawn);
  if (written.some((it) => it.audience == null)) return undefined;
  return world.audiences.find(({ audience }) => written.some((it) => it.audience === audience?.key))?.audience?.key;
}

/** How well the audience is known; all clients where none is chosen. */
export function knowledgeOf(world: World, audience: string | undefined): Knowledge {
  const found = world.audiences.find((it) => (it.audience?.key ?? undefined) === audience);
  const whole = found ?? world.audiences[0];
  return whole ?? { audience: null, seen: [], aged: [], blank: [...facets], evidence: [] };
}

/** What the page says first. */
export type Finding =
  | { key: "nothing" }
  | { key: "blank"; facets: Facet[] }
  | { key: "aged"; facets: Facet[] }
  | { key: "oneSided" }
  | { key: "known" };

export function findingOf(known: Knowledge): Finding {
  if (known.blank.length === facets.length) return { key: "nothing" };
  if (known.blank.length > 0) return { key: "blank", facets: known.blank };
  if (known.aged.length > 0) return { key: "aged", facets: known.aged };
  if (known.evidence.length < 2) return { key: "oneSided" };
  return { key: "known" };
}
