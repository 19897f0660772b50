import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { expectationsSearch } from "../features/loyalty/expectations/search";
import { loadTexts } from "../i18n/i18n";
import { one } from "../lib/search";
import { rootRoute } from "./root";
import { shellRoute, signedIn } from "./shell";

export const expectationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/expectations",
  validateSearch: expectationsSearch,
  loader: () => loadTexts("loyalty/expectations", "charts"),
  component: lazyRouteComponent(() => import("../features/loyalty/expectations/ExpectationsPage")),
});

/** Behind the sign-in like the shell, but without its navigation: nothing on the screen but the conversation. */
export const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "session",
  beforeLoad: signedIn,
});

export const discoveryRoute = createRoute({
  getParentRoute: () => sessionRoute,
  path: "/clients/$clientId/discovery",
  validateSearch: (raw: Record<string, unknown>): { session?: string } => ({ session: one(raw.session) }),
  loader: () => loadTexts("loyalty/expectations"),
  component: lazyRouteComponent(() => import("../features/loyalty/expectations/discovery/DiscoveryPage")),
});
