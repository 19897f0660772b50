import type { ComponentType, LazyExoticComponent } from "react";

/**
 * The parts of a client's page as somebody reads them who is about to call: where we stand and what to do first, what
 * is planned, whom to ring and how they want it, what they expect; then what we promised and earned; then the rest.
 */
export const SECTIONS = [
  "standing",
  "upcoming",
  "contacts",
  "iceberg",
  "promises",
  "trust",
  "plusOnes",
  "timeline",
  "advocacy",
  "attributes",
  "portal",
] as const;
export type SectionName = (typeof SECTIONS)[number];

export type ClientSection = {
  id: SectionName;
  /** As wide as the main column, half of it, or in the narrow column beside it (where there is room for two). */
  place: "wide" | "half" | "aside";
  Section: LazyExoticComponent<ComponentType<{ clientId: string }>> | ComponentType<{ clientId: string }>;
};
