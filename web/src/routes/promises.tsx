import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { promisesSearch } from "../features/loyalty/promises/search";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const promisesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/promises",
  validateSearch: promisesSearch,
  loader: () => loadTexts("loyalty/promises"),
  component: lazyRouteComponent(() => import("../features/loyalty/promises/PromisesPage")),
});
