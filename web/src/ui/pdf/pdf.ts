import type { Content, TDocumentDefinitions } from "pdfmake/interfaces";
import { saveFile } from "../../lib/csv";
import sansRegular from "./fonts/SourceSans3-Regular.woff?url";
import sansSemibold from "./fonts/SourceSans3-Semibold.woff?url";
import serifRegular from "./fonts/SourceSerif4-Regular.woff?url";
import { inks, margins, type PageSize, sans, serif, styles } from "./paper";

/** A document for paper: what stands in it, and what every page says of itself. */
export interface PdfPaper {
  /** The file's title, shown by readers instead of its name. */
  readonly title: string;
  /** The language of its words, for readers that speak. */
  readonly language: string;
  /** At the foot of each page, on the left: whose it is, what, as of when. */
  readonly foot: string;
  /** At the foot, on the right: "2 of 5". */
  readonly page: (page: number, of: number) => string;
  readonly size?: PageSize;
  readonly landscape?: boolean;
  /** pdfmake's content, with the styles of `paper.ts`; drawings as `{ svg: drawingOf(element), width }`. */
  readonly content: Content;
}

type Maker = typeof import("pdfmake/build/pdfmake");

let ready: Promise<Maker> | undefined;

/** The maker and its fonts: 900 KB that nobody fetches who makes no file. A failed try is tried again. */
function maker(): Promise<Maker> {
  ready ??= load().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function load(): Promise<Maker> {
  const [module, ...files] = await Promise.all([
    import("pdfmake/build/pdfmake"),
    ...[sansRegular, sansSemibold, serifRegular].map(base64Of),
  ]);
  // The library is one object, which bundlers hand on as the default.
  const made = ((module as { default?: Maker }).default ?? module) as Maker;
  const [regular, semibold, book] = files as [string, string, string];
  made.addVirtualFileSystem({ "sans.woff": regular, "semibold.woff": semibold, "serif.woff": book });
  // Upright only, as on the screen: what asks for italics gets the upright face.
  made.setFonts({
    [sans]: { normal: "sans.woff", bold: "semibold.woff", italics: "sans.woff", bolditalics: "semibold.woff" },
    [serif]: { normal: "serif.woff", bold: "serif.woff", italics: "serif.woff", bolditalics: "serif.woff" },
  });
  return made;
}

async function base64Of(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The font ${address} did not come: ${answer.status}.`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = "";
  // In parts: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export async function makePdf(paper: PdfPaper): Promise<Blob> {
  const made = await maker();
  return made.createPdf(definitionOf(paper)).getBlob();
}

export async function savePdf(name: string, paper: PdfPaper): Promise<void> {
  saveFile(name, await makePdf(paper));
}

export function definitionOf(paper: PdfPaper): TDocumentDefinitions {
  return {
    info: { title: paper.title, creator: "Touchstone" },
    language: paper.language,
    pageSize: paper.size ?? "A4",
    pageOrientation: paper.landscape ? "landscape" : "portrait",
    pageMargins: [margins.side, margins.top, margins.side, margins.bottom],
    content: paper.content,
    defaultStyle: { font: sans, fontSize: 10, lineHeight: 1.2, color: inks.ink },
    styles,
    footer: (page, of) => ({
      columns: [
        { text: paper.foot, width: "*" },
        { text: paper.page(page, of), width: "auto", alignment: "right" },
      ],
      columnGap: 24,
      fontSize: 8.5,
      color: inks.soft,
      margin: [margins.side, 18, margins.side, 0],
    }),
  };
}
