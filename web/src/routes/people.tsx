import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { peopleSearch } from "../lib/search";

import { shellRoute } from "./shell";

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people",
  validateSearch: peopleSearch,
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/PeoplePage")),
});
