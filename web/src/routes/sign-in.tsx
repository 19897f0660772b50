import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { signInSearch } from "../lib/search";
import { rootRoute } from "./root";

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: signInSearch,
  loader: () => loadTexts("access"),
  component: lazyRouteComponent(() => import("../features/access/SignInPage")),
});
