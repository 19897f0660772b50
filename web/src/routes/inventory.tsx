import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { InventoryView } from "../features/design/inventory/view";
import { loadTexts } from "../i18n/i18n";
import { many, one } from "../lib/search";
import { shellRoute } from "./shell";

function inventorySearch(raw: Record<string, unknown>): InventoryView {
  return {
    view: one(raw.view),
    group: one(raw.group),
    where: many(raw.where),
    q: one(raw.q),
    sort: one(raw.sort),
    at: one(raw.at),
    open: one(raw.open),
    finding: one(raw.finding),
  };
}

export const inventoryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/inventory",
  validateSearch: inventorySearch,
  loader: () => loadTexts("design/inventory"),
  component: lazyRouteComponent(() => import("../features/design/inventory/InventoryPage")),
});

export const discoverRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/inventory/discover",
  loader: () => loadTexts("design/inventory"),
  component: lazyRouteComponent(() => import("../features/design/inventory/discover/DiscoverPage")),
});

export const intentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/inventory/intent",
  validateSearch: (raw: Record<string, unknown>): { sort?: string; view?: string } => ({
    sort: one(raw.sort),
    view: one(raw.view),
  }),
  loader: () => loadTexts("design/inventory", "charts"),
  component: lazyRouteComponent(() => import("../features/design/inventory/intent/IntentPage")),
});
