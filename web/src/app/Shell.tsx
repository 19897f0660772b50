import { Link, Outlet } from "@tanstack/react-router";

export function Shell() {
  return (
    <>
      <nav>
        <Link to="/cockpit">Touchstone</Link>
      </nav>
      <main>
        <Outlet />
      </main>
    </>
  );
}
