import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { many, one } from "../lib/search";
import { shellRoute } from "./shell";

/** What is seen of a journey: which time, as sheet or table, how wide; which ones are compared. */
export type JourneySearch = { period?: string; view?: string; zoom?: string; ids?: string[] };

const validateSearch = (raw: Record<string, unknown>): JourneySearch => ({
  period: one(raw.period),
  view: one(raw.view),
  zoom: one(raw.zoom),
  ids: many(raw.ids),
});
const loader = () => loadTexts("design/journeys");

export const journeyRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/journeys",
    loader,
    component: lazyRouteComponent(() => import("../features/design/journeys/JourneysPage")),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/journeys/compare",
    validateSearch,
    loader,
    component: lazyRouteComponent(() => import("../features/design/journeys/ComparePage")),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/journeys/$id",
    validateSearch,
    loader,
    component: lazyRouteComponent(() => import("../features/design/journeys/JourneyPage")),
  }),
] as const;
