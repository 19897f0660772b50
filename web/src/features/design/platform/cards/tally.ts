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

/** Cards of one department beside one another, in the order of the alphabet; those without one come last. */
export function byDepartment(cards: readonly RoleCard[]): RoleCard[] {
  const last = (card: RoleCard) => (card.department === "" ? 1 : 0);
  return [...cards].sort((a, b) => last(a) - last(b) || a.department.localeCompare(b.department));
}
