import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const worldRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/world",
  validateSearch: ({ audience }: Record<string, unknown>): { audience?: string } =>
    typeof audience === "string" ? { audience } : {},
  loader: () => loadTexts("design/world"),
  component: lazyRouteComponent(() => import("../features/design/world/WorldPage")),
});
