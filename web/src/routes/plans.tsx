import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { deliveriesSearch, planVersionsSearch } from "../lib/search";
import { shellRoute } from "./shell";

const loader = () => loadTexts("design/plans", "charts");

export const planRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/touchpoints/$key/plan",
  loader,
  component: lazyRouteComponent(() => import("../features/design/plans/PlanPage")),
});

export const planVersionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/touchpoints/$key/plan/versions",
  validateSearch: planVersionsSearch,
  loader,
  component: lazyRouteComponent(() => import("../features/design/plans/VersionsPage")),
});

export const deliverRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/touchpoints/$key/deliver",
  loader,
  component: lazyRouteComponent(() => import("../features/design/plans/DeliverPage")),
});

export const deliveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/touchpoints/$key/deliveries",
  validateSearch: deliveriesSearch,
  loader,
  component: lazyRouteComponent(() => import("../features/design/plans/DeliveriesPage")),
});
