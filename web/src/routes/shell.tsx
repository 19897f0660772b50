import { createRoute, redirect } from "@tanstack/react-router";
import { meQuery, setupQuery, speak } from "../app/queries";
import { Shell } from "../app/Shell";
import { type RouterContext, rootRoute } from "./root";

/** Loads who is there, else sends to set-up or sign-in and back afterwards. */
export async function signedIn({ context, location }: { context: RouterContext; location: { href: string } }) {
  const me = await context.queryClient.ensureQueryData(meQuery);
  if (me) return speak(me);
  const setup = await context.queryClient.fetchQuery(setupQuery);
  if (setup.needed) throw redirect({ to: "/setup" });
  throw redirect({ to: "/sign-in", search: { back: location.href } });
}

/** Everything behind the sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: signedIn,
  component: Shell,
});
