/** What the inventory is made of, in the words of the API. */
import type { Schemas } from "../../../api/client";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

export const KINDS = ["dynamic", "static", "work_product"] as const satisfies readonly Schemas["TouchpointKind"][];
export type Kind = (typeof KINDS)[number];

export const EXISTENCES = [
  "live",
  "planned",
  "missing",
  "retired",
  "not_applicable",
] as const satisfies readonly Schemas["Existence"][];
export type Existence = (typeof EXISTENCES)[number];

export type Named = Schemas["Named"];
/** A stage or a channel. */
export type Place = Schemas["Stage"];
/** A part of the clients, by a filter in the words of the API: `attr.tier=premier`. */
export type Audience = Schemas["Audience"];
export type Touchpoint = Omit<Settled<Schemas["Touchpoint"]>, "questions" | "change">;
export type TouchpointChange = Schemas["TouchpointChange"];
export type NewTouchpoint = Schemas["NewTouchpoint"];
/** live ÷ (live + missing), 0..=1. */
export type Coverage = Settled<Schemas["Coverage"]>;

/** Decided: nobody meets us at this stage in this way. All by key; without an audience it holds for everybody. */
export type Decision = { stage: string; channel: string; audience: string | null; reason: string };

export type Inventory = {
  stages: Place[];
  channels: Place[];
  audiences: Audience[];
  departments: string[];
  cells: Decision[];
  touchpoints: Touchpoint[];
  coverage: Coverage;
};

/** Something that was done to the inventory and can be taken back. */
export type Change = Settled<Omit<Schemas["Change"], "detail">>;

export type TemplateSummary = Schemas["Template"];
export type Template = Schemas["TemplateDetail"];

export type ImportOutcome = Settled<Schemas["InventoryImportView"]>;

/** A touch that happens and that nobody wrote down. */
export type Discovery = Settled<Schemas["Discovery"]>;
export type FileDiscoveries = Settled<Schemas["FileDiscoveriesView"]>;
export type Dismissed = Schemas["DismissedView"];
export type AcceptItem = Schemas["AcceptItem"];

export type Comparison = Settled<Schemas["Comparison"]>;
export type NewComparison = Schemas["NewComparison"];
export type Intention = Settled<Schemas["Intention"]>;
export type Intentionality = Omit<Schemas["Intentionality"], "items"> & { items: Intention[] };

/** How far a touchpoint's plan is. */
export type PlanState = {
  touchpoint: { id: string };
  live: { version: number; review_by: string | null; stale_months: number | null } | null;
  draft: { version: number; state: string } | null;
  /** 0..=1: the share of the plan that is filled, times its freshness. */
  attention: number | null;
  /** How many parts the draft lacks before it can be published. */
  lacks: number;
};

/** A touch that should be there and is not, as a detector found it. */
export type Finding = {
  id: string;
  /** The number that marks it in the list of gaps and on the grid. */
  no: number;
  detector: string;
  suggestion: {
    /** `null` where a person has to find the words. */
    label: string | null;
    label_de: string | null;
    stage: Named | null;
    channel: Named | null;
    kind: Kind;
    /** The touchpoint that is there and should have been used. */
    existing: Named | null;
  };
};
