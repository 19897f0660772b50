import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";

import { shellRoute } from "./shell";

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people",
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/PeoplePage")),
});
