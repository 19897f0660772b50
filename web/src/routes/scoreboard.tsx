import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { insightSearch } from "../lib/search";
import { shellRoute } from "./shell";

export const scoreboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/touchpoints",
  validateSearch: insightSearch,
  loader: () => loadTexts("insight", "charts"),
  component: lazyRouteComponent(() => import("../features/insight/ScoreboardPage")),
});
