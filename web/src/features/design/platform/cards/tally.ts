import type { RoleCard } from "../queries";

/** How many signatures there are of how many there should be, and how many of my own cards wait for mine. */
export function tally(cards: readonly RoleCard[]): { signed: number; holders: number; mine: number } {
  const holders = cards.flatMap((card) => card.holders);
  return {
    signed: holders.filter((holder) => holder.state === "signed").length,
    holders: holders.length,
    mine: cards.filter((card) => card.mine !== null && card.mine !== "signed" && card.means.length > 0).length,
  };
}

/** Cards by department, in the order of the alphabet; those without one come last. */
export function byDepartment(cards: readonly RoleCard[]): [string, RoleCard[]][] {
  const groups = new Map<string, RoleCard[]>();
  for (const card of cards) groups.set(card.department, [...(groups.get(card.department) ?? []), card]);
  return [...groups].sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a.localeCompare(b)));
}
