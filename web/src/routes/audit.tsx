import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { auditSearch } from "../lib/search";
import { shellRoute } from "./shell";

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/audit",
  validateSearch: auditSearch,
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/AuditPage")),
});
