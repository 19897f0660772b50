import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";

import { rootRoute } from "./root";

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation/$token",
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/InvitationPage")),
});
