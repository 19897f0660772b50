import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const ladderRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/ladder",
  loader: () => loadTexts("loyalty/ladder", "charts"),
  component: lazyRouteComponent(() => import("../features/loyalty/ladder/LadderPage")),
});
