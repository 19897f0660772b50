import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";

import { shellRoute } from "./shell";

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/SettingsPage")),
});
