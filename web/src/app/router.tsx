import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "../lib/search";
import { advocacyRoute } from "../routes/advocacy";
import { auditRoute } from "../routes/audit";
import { clientRoute } from "../routes/client";
import { clientPageRoutes } from "../routes/client-pages";
import { clientsRoute } from "../routes/clients";
import { cockpitRoute } from "../routes/cockpit";
import { discoveryRoute, expectationsRoute, sessionRoute } from "../routes/expectations";
import { gapRoute, gapRulesRoute, gapsRoute } from "../routes/gaps";
import { homeRoute } from "../routes/home";
import { importResultRoute } from "../routes/import-result";
import { importWizardRoute } from "../routes/import-wizard";
import { importsRoute } from "../routes/imports";
import { discoverRoute, intentRoute, inventoryRoute } from "../routes/inventory";
import { invitationRoute } from "../routes/invitation";
import { journeyRoutes } from "../routes/journeys";
import { ladderRoute } from "../routes/ladder";
import { peopleRoute } from "../routes/people";
import { deliveriesRoute, deliverRoute, planRoute, planVersionsRoute } from "../routes/plans";
import { platformRoute } from "../routes/platform";
import { plusOneRoutes, sprintRoomRoute } from "../routes/plus-ones";
import { portalRoute } from "../routes/portal";
import { programmeRoute, progressRoute } from "../routes/programme";
import { promisesRoute } from "../routes/promises";
import { rootRoute } from "../routes/root";
import { scoreboardRoute } from "../routes/scoreboard";
import { settingsRoute } from "../routes/settings";
import { setupRoute } from "../routes/setup";
import { shellRoute } from "../routes/shell";
import { signInRoute } from "../routes/sign-in";
import { careRulesRoute, todayRoute } from "../routes/today";
import { tokensRoute } from "../routes/tokens";
import { touchpointRoute } from "../routes/touchpoint";
import { trustRoute } from "../routes/trust";
import { worldRoute } from "../routes/world";
import { PageError } from "./PageError";
import { PagePending } from "./PagePending";

const routeTree = rootRoute.addChildren([
  homeRoute,
  setupRoute,
  signInRoute,
  invitationRoute,
  progressRoute,
  portalRoute,
  sprintRoomRoute,
  sessionRoute.addChildren([discoveryRoute]),
  shellRoute.addChildren([
    cockpitRoute,
    todayRoute,
    careRulesRoute,
    clientsRoute,
    ...clientPageRoutes,
    clientRoute,
    expectationsRoute,
    promisesRoute,
    ladderRoute,
    trustRoute,
    advocacyRoute,
    ...plusOneRoutes,
    inventoryRoute,
    discoverRoute,
    intentRoute,
    scoreboardRoute,
    worldRoute,
    programmeRoute,
    touchpointRoute,
    planRoute,
    planVersionsRoute,
    deliverRoute,
    deliveriesRoute,
    gapsRoute,
    gapRulesRoute,
    gapRoute,
    ...journeyRoutes,
    platformRoute,
    importsRoute,
    importWizardRoute,
    importResultRoute,
    peopleRoute,
    tokensRoute,
    auditRoute,
    settingsRoute,
  ]),
]);

export function newRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // A page that is there at once should not flash its skeleton first.
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
