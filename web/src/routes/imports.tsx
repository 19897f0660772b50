import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/import",
  loader: () => loadTexts("signals"),
  component: lazyRouteComponent(() => import("../features/signals/ImportHistoryPage")),
});
