import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { rootRoute } from "./root";

/** The client's own page: outside the shell, nobody signs in. */
export const portalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/c/$secret",
  loader: () => loadTexts("loyalty/portal"),
  component: lazyRouteComponent(() => import("../features/loyalty/portal/PortalPage")),
});
