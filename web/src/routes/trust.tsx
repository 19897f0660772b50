import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const trustRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/trust",
  loader: () => loadTexts("loyalty/trust", "charts"),
  component: lazyRouteComponent(() => import("../features/loyalty/trust/TrustPage")),
});
