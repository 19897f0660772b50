import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { platformSearch } from "../lib/search";
import { shellRoute } from "./shell";

export const platformRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/platform",
  validateSearch: platformSearch,
  loader: () => loadTexts("design/platform", "charts"),
  component: lazyRouteComponent(() => import("../features/design/platform/PlatformPage")),
});
