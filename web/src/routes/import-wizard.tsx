import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { importSearch } from "../lib/search";
import { shellRoute } from "./shell";

export const importWizardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/import/new",
  validateSearch: importSearch,
  loader: () => loadTexts("signals"),
  component: lazyRouteComponent(() => import("../features/signals/ImportWizardPage")),
});
