import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { one } from "../lib/search";
import { shellRoute } from "./shell";

export const advocacyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/advocacy",
  validateSearch: (raw: Record<string, unknown>): { tab?: "departures" } =>
    one(raw.tab) === "departures" ? { tab: "departures" } : {},
  loader: () => loadTexts("loyalty/advocacy"),
  component: lazyRouteComponent(() => import("../features/loyalty/advocacy/AdvocacyPage")),
});
