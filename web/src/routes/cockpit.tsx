import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { insightSearch } from "../lib/search";
import { shellRoute } from "./shell";

export const cockpitRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/cockpit",
  validateSearch: insightSearch,
  loader: () => loadTexts("insight", "charts"),
  component: lazyRouteComponent(() => import("../features/insight/CockpitPage")),
});
