/** Reads a QR code off the screen, as a phone's camera would. */
import type { Locator } from "@playwright/test";
import decode from "jsqr";

/** What the code in the picture of an element says; null where no code is to be seen. */
export async function readQr(picture: Locator): Promise<string | null> {
  const png = (await picture.screenshot()).toString("base64");
  // The browser unpacks the picture, so that no other reader of pictures is needed.
  const { pixels, width, height } = await picture.page().evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("the browser draws nothing");
    pen.drawImage(image, 0, 0);
    const { data, width, height } = pen.getImageData(0, 0, image.width, image.height);
    return { pixels: Array.from(data), width, height };
  }, png);
  return decode(Uint8ClampedArray.from(pixels), width, height)?.data ?? null;
}
