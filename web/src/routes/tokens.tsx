import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { tokensSearch } from "../lib/search";

import { shellRoute } from "./shell";

export const tokensRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/tokens",
  validateSearch: tokensSearch,
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/TokensPage")),
});
