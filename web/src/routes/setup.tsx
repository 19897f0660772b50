import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { setupSearch } from "../lib/search";
import { rootRoute } from "./root";

export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: setupSearch,
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/SetupPage")),
});
