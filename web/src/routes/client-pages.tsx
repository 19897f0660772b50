import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { segmentsSearch } from "../features/clients/search";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

/** What stands around the list of clients. */
export const clientPageRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/clients/attributes",
    loader: () => loadTexts("clients"),
    component: lazyRouteComponent(() => import("../features/clients/attributes/AttributesPage")),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/clients/import",
    loader: () => loadTexts("clients", "clients/import"),
    component: lazyRouteComponent(() => import("../features/clients/import/ImportPage")),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/clients/duplicates",
    loader: () => loadTexts("clients", "clients/import"),
    component: lazyRouteComponent(() => import("../features/clients/import/DuplicatesPage")),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/clients/segments",
    validateSearch: segmentsSearch,
    loader: () => loadTexts("clients", "clients/segments"),
    component: lazyRouteComponent(() => import("../features/clients/segments/SegmentsPage")),
  }),
] as const;
