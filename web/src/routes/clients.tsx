import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { clientsSearch } from "../features/clients/search";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const clientsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients",
  validateSearch: clientsSearch,
  loader: () => loadTexts("clients", "clients/segments"),
  component: lazyRouteComponent(() => import("../features/clients/list/ClientsPage")),
});
