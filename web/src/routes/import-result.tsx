import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const importResultRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/import/$id",
  loader: () => loadTexts("signals"),
  component: lazyRouteComponent(() => import("../features/signals/ImportResultPage")),
});
