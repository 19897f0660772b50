import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { gapsSearch } from "../features/design/gaps/search";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const gapsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/gaps",
  validateSearch: gapsSearch,
  loader: () => loadTexts("design/gaps"),
  component: lazyRouteComponent(() => import("../features/design/gaps/GapsPage")),
});

export const gapRulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/gaps/rules",
  loader: () => loadTexts("design/gaps"),
  component: lazyRouteComponent(() => import("../features/design/gaps/RulesPage")),
});

export const gapRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/gaps/$id",
  loader: () => loadTexts("design/gaps"),
  component: lazyRouteComponent(() => import("../features/design/gaps/FindingPage")),
});
