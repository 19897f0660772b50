/** Before any story: is there a program, and does it start? One clear message instead of forty failed tests. */
import { PROGRAM, startHouse } from "./server.ts";

export default async function setup(): Promise<void> {
  if (PROGRAM === "") throw new Error("Set TOUCHSTONE_BIN to the path of the touchstone program.");
  const house = await startHouse();
  await house.stop();
}
