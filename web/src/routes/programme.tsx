import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { rootRoute } from "./root";
import { shellRoute } from "./shell";

export const programmeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/programme",
  loader: () => loadTexts("reports"),
  component: lazyRouteComponent(() => import("../features/reports/ProgrammePage")),
});

export const progressRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/progress/$secret",
  loader: () => loadTexts("reports"),
  component: lazyRouteComponent(() => import("../features/reports/ProgressPage")),
});
