import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";
import type { ClientSection, SectionName } from "../features/clients/page/sections";
import { clientSearch } from "../features/clients/search";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

type Of = { clientId: string };

/**
 * A part of a client's page that belongs to another noun: its code and its texts are fetched side by side when the
 * page opens. The page gives it a heading (h2) from `clients: sections.<id>`, so its own headings start at h3; an
 * anchor `#<id>`; an entry in the page's small navigation; a place; and a boundary, so that one that fails leaves the
 * others standing.
 */
export function section(
  id: SectionName,
  place: ClientSection["place"],
  texts: Parameters<typeof loadTexts>,
  load: () => Promise<ComponentType<Of>>,
): ClientSection {
  const Section = lazy(async () => {
    const [component] = await Promise.all([load(), loadTexts(...texts)]);
    return { default: component };
  });
  return { id, place, Section };
}

/**
 * Their order on the page is that of SECTIONS. A line looks like this:
 * section("promises", "half", ["loyalty/promises"], async () => (await import("../features/loyalty/promises/section")).PromisesSection),
 */
const sections: readonly ClientSection[] = [
  section("upcoming", "wide", ["prompts"], async () => (await import("../features/prompts/section")).UpcomingSection),
  section(
    "standing",
    "wide",
    ["loyalty/ladder"],
    async () => (await import("../features/loyalty/ladder/section")).StandingSection,
  ),
  section(
    "trust",
    "half",
    ["loyalty/trust"],
    async () => (await import("../features/loyalty/trust/section")).TrustSection,
  ),
  section(
    "iceberg",
    "wide",
    ["loyalty/expectations", "charts"],
    async () => (await import("../features/loyalty/expectations/section")).IcebergSection,
  ),
  section(
    "promises",
    "half",
    ["loyalty/promises"],
    async () => (await import("../features/loyalty/promises/section")).PromisesSection,
  ),
  section(
    "plusOnes",
    "wide",
    ["loyalty/plusones"],
    async () => (await import("../features/loyalty/plusones/section")).PlusOnesSection,
  ),
  section(
    "contacts",
    "aside",
    ["clients"],
    async () => (await import("../features/clients/page/contacts/ContactsSection")).ContactsSection,
  ),
  section(
    "attributes",
    "wide",
    ["clients"],
    async () => (await import("../features/clients/page/known/AttributesSection")).AttributesSection,
  ),
  section(
    "advocacy",
    "aside",
    ["loyalty/advocacy"],
    async () => (await import("../features/loyalty/advocacy/section")).AdvocacySection,
  ),
  section(
    "portal",
    "aside",
    ["loyalty/portal"],
    async () => (await import("../features/loyalty/portal/links")).LinksSection,
  ),
  section(
    "timeline",
    "aside",
    ["clients"],
    async () => (await import("../features/clients/page/timeline/TimelineSection")).TimelineSection,
  ),
];

const ClientPage = lazyRouteComponent(() => import("../features/clients/page/ClientPage"));

export const clientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients/$clientId",
  validateSearch: clientSearch,
  loader: () => loadTexts("clients"),
  component: Object.assign(() => <ClientPage sections={sections} />, { preload: ClientPage.preload }),
});
