import type { Card, Ghost } from "../cards";
import type { Audience, Decision, Inventory, Place } from "../types";

/** One meeting of a stage and a channel. Without touchpoints and without a decision, nobody has thought of it. */
export type GridCell = {
  /** Names the cell within the grid: group, channel, stage. */
  readonly id: string;
  readonly stage: string | null;
  readonly channel: string | null;
  /** The audience whose group this is; `null` for what is for everybody, and without groups. */
  readonly audience: string | null;
  readonly cards: readonly Card[];
  readonly ghosts: readonly Ghost[];
  readonly decision: Decision | null;
};

export type GridColumn = {
  /** `null` for touchpoints without a stage. */
  readonly stage: Place | null;
  /** Stale ones count as live: clients meet them. */
  readonly live: number;
  readonly missing: number;
  readonly planned: number;
};

export type GridRow = { readonly channel: Place | null; readonly cells: readonly GridCell[] };

export type GridGroup = {
  readonly key: string;
  /** `null` for everybody, and without groups. */
  readonly audience: Audience | null;
  readonly rows: readonly GridRow[];
};

export type Grid = { readonly columns: readonly GridColumn[]; readonly groups: readonly GridGroup[] };

export type GridOptions = {
  readonly group: boolean;
  /** Audiences filtered for: decisions for them hold, too. */
  readonly audiences: readonly string[];
};

/** Stages across, channels down, once or once per audience. What has no stage or channel gets a place at the end. */
export function layOut(
  inventory: Inventory,
  cards: readonly Card[],
  ghosts: readonly Ghost[],
  options: GridOptions,
): Grid {
  const stageKnown = new Set(inventory.stages.map(({ key }) => key));
  const channelKnown = new Set(inventory.channels.map(({ key }) => key));
  const stageOf = (key: string | null | undefined) => (key && stageKnown.has(key) ? key : null);
  const channelOf = (key: string | null | undefined) => (key && channelKnown.has(key) ? key : null);
  const placed = cards.map((card) => ({
    card,
    stage: stageOf(card.touchpoint.stage?.key),
    channel: channelOf(card.touchpoint.channel?.key),
  }));
  // A suggestion without a place stands in the list of gaps only: a column of its own would say too much.
  const haunting = ghosts
    .map((ghost) => ({ ghost, stage: stageOf(ghost.stage), channel: channelOf(ghost.channel) }))
    .filter(({ stage, channel }) => stage !== null && channel !== null);
  const stages: (Place | null)[] = [...inventory.stages];
  if (placed.some(({ stage }) => stage === null)) stages.push(null);
  const channels: (Place | null)[] = [...inventory.channels];
  if (placed.some(({ channel }) => channel === null)) channels.push(null);

  const columns = stages.map((stage) => {
    const here = placed.filter((one) => one.stage === (stage?.key ?? null));
    const suggested = haunting.filter((one) => one.stage === (stage?.key ?? null));
    const count = (...states: string[]) => here.filter(({ card }) => states.includes(card.state)).length;
    return {
      stage,
      live: count("live", "stale"),
      missing: count("missing") + suggested.filter(({ ghost }) => !ghost.nameless).length,
      planned: count("planned"),
    };
  });

  const rowsOf = (audience: Audience | null, whole: boolean): GridRow[] => {
    const mine = options.group
      ? placed.filter(({ card }) =>
          belongs(
            card.touchpoint.audiences.map(({ key }) => key),
            audience,
          ),
        )
      : placed;
    const suggested = audience === null ? haunting : [];
    const bySpot = new Map<string, { cards: Card[]; ghosts: Ghost[] }>();
    const spot = (stage: string | null, channel: string | null) => {
      const id = `${channel ?? ""}/${stage ?? ""}`;
      const found = bySpot.get(id) ?? { cards: [], ghosts: [] };
      bySpot.set(id, found);
      return found;
    };
    for (const { card, stage, channel } of mine) spot(stage, channel).cards.push(card);
    for (const { ghost, stage, channel } of suggested) spot(stage, channel).ghosts.push(ghost);
    return channels.flatMap((channel) => {
      const cells = stages.map((stage): GridCell => {
        const here = spot(stage?.key ?? null, channel?.key ?? null);
        return {
          id: `${audience?.key ?? ""}/${channel?.key ?? ""}/${stage?.key ?? ""}`,
          stage: stage?.key ?? null,
          channel: channel?.key ?? null,
          audience: audience?.key ?? null,
          cards: here.cards.sort(inOrder),
          // Where something named stands already, "nothing is here" says nothing.
          ghosts: here.ghosts.filter(
            ({ nameless }) => !nameless || here.cards.length + here.ghosts.filter((one) => !one.nameless).length === 0,
          ),
          decision:
            here.cards.length + here.ghosts.length > 0
              ? null
              : decided(inventory.cells, stage, channel, audience, options),
        };
      });
      const used = cells.some((cell) => cell.cards.length + cell.ghosts.length > 0 || cell.decision !== null);
      return whole || used ? [{ channel, cells }] : [];
    });
  };

  if (!options.group) return { columns, groups: [{ key: "", audience: null, rows: rowsOf(null, true) }] };
  const groups = [null, ...inventory.audiences].map((audience) => ({
    key: audience?.key ?? "",
    audience,
    rows: rowsOf(audience, false),
  }));
  return { columns, groups: groups.filter(({ rows }) => rows.length > 0) };
}

function belongs(audiences: readonly string[], audience: Audience | null): boolean {
  return audience === null ? audiences.length === 0 : audiences.includes(audience.key);
}

function inOrder(a: Card, b: Card): number {
  return a.touchpoint.position - b.touchpoint.position || a.touchpoint.label.localeCompare(b.touchpoint.label);
}

function decided(
  cells: readonly Decision[],
  stage: Place | null,
  channel: Place | null,
  audience: Audience | null,
  options: GridOptions,
): Decision | null {
  if (!stage || !channel) return null;
  const here = cells.filter((one) => one.stage === stage.key && one.channel === channel.key);
  const forAll = here.find((one) => one.audience === null);
  if (options.group && audience) return here.find((one) => one.audience === audience.key) ?? null;
  if (forAll || options.group) return forAll ?? null;
  // Filtered for some audiences, the cell is decided if it is for each of them.
  const asked = options.audiences;
  const each = here.filter((one) => one.audience !== null && asked.includes(one.audience));
  return asked.length > 0 && each.length === asked.length ? (each[0] ?? null) : null;
}
