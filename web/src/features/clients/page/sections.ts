import type { ComponentType, LazyExoticComponent } from "react";

/** The parts of a client's page, each with its heading in the texts. */
export const SECTIONS = [
  "upcoming",
  "iceberg",
  "promises",
  "trust",
  "standing",
  "plusOnes",
  "advocacy",
  "portal",
  "contacts",
  "attributes",
  "timeline",
] as const;
export type SectionName = (typeof SECTIONS)[number];

export type ClientSection = {
  id: SectionName;
  /** As wide as the main column, half of it, or in the narrow column beside it. */
  place: "wide" | "half" | "aside";
  Section: LazyExoticComponent<ComponentType<{ clientId: string }>> | ComponentType<{ clientId: string }>;
};
