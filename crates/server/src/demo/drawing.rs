//! Draws the pictures of the demo's elements: a few shapes with soft edges, no file needed.

use domain::demo::platform::Scene;
use image::{DynamicImage, Rgb, RgbImage};

type Ink = [u8; 3];

const WIDTH: f32 = 800.0;
const HEIGHT: f32 = 600.0;

const GREEN: Ink = [31, 78, 70];
const LEAF: Ink = [92, 138, 120];
const SAND: Ink = [236, 226, 206];
const PAPER: Ink = [252, 250, 245];
const SHADE: Ink = [217, 205, 183];
const COPPER: Ink = [193, 116, 59];
const LIGHT: Ink = [250, 219, 150];
const INK: Ink = [52, 49, 44];
const GREY: Ink = [176, 168, 154];
const WALL: Ink = [222, 212, 194];
const SKY: Ink = [214, 226, 228];

struct Canvas(RgbImage);

impl Canvas {
    /// A ground that runs from one ink at the top to another at the bottom.
    fn new(top: Ink, bottom: Ink) -> Self {
        Self(RgbImage::from_fn(WIDTH as u32, HEIGHT as u32, |_, y| {
            let part = y as f32 / HEIGHT;
            Rgb(std::array::from_fn(|at| mix(top[at], bottom[at], part)))
        }))
    }

    /// Fills where the distance is negative; over one pixel at the edge it fades out.
    fn fill(
        &mut self,
        [left, top, right, bottom]: [f32; 4],
        ink: Ink,
        far: impl Fn(f32, f32) -> f32,
    ) {
        let whole = |value: f32, most: f32| value.clamp(0.0, most) as u32;
        for y in whole(top - 1.0, HEIGHT)..whole(bottom + 2.0, HEIGHT) {
            for x in whole(left - 1.0, WIDTH)..whole(right + 2.0, WIDTH) {
                let cover = (0.5 - far(x as f32 + 0.5, y as f32 + 0.5)).clamp(0.0, 1.0);
                if cover > 0.0 {
                    let pixel = &mut self.0.get_pixel_mut(x, y).0;
                    *pixel = std::array::from_fn(|at| mix(pixel[at], ink[at], cover));
                }
            }
        }
    }

    fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, round: f32, ink: Ink) {
        let (cx, cy) = (x + w / 2.0, y + h / 2.0);
        self.fill([x, y, x + w, y + h], ink, |px, py| {
            let dx = (px - cx).abs() - w / 2.0 + round;
            let dy = (py - cy).abs() - h / 2.0 + round;
            dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - round
        });
    }

    fn circle(&mut self, x: f32, y: f32, radius: f32, ink: Ink) {
        self.fill(
            [x - radius, y - radius, x + radius, y + radius],
            ink,
            |px, py| (px - x).hypot(py - y) - radius,
        );
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = (dx * dx + dy * dy).max(1.0);
        let bounds = [
            from.0.min(to.0) - width,
            from.1.min(to.1) - width,
            from.0.max(to.0) + width,
            from.1.max(to.1) + width,
        ];
        self.fill(bounds, ink, |px, py| {
            let along = (((px - from.0) * dx + (py - from.1) * dy) / long).clamp(0.0, 1.0);
            (px - from.0 - along * dx).hypot(py - from.1 - along * dy) - width / 2.0
        });
    }

    /// Lines of writing, as one sees them from afar.
    fn writing(&mut self, x: f32, y: f32, w: f32, lines: usize, step: f32, ink: Ink) {
        for at in 0..lines {
            let length = w * [1.0, 0.94, 0.98, 0.72, 0.9, 0.6][at % 6];
            self.rect(x, y + at as f32 * step, length, step * 0.3, 2.0, ink);
        }
    }

    /// The firm's mark: two lines that meet, one a step ahead.
    fn mark(&mut self, x: f32, y: f32, size: f32, ink: Ink, second: Ink) {
        let width = size * 0.14;
        self.line((x, y + size), (x + size * 0.5, y), width, ink);
        self.line(
            (x + size * 0.42, y + size),
            (x + size * 0.92, y),
            width,
            second,
        );
    }

    fn sheet(&mut self, x: f32, y: f32, w: f32, h: f32) {
        self.rect(x + 10.0, y + 14.0, w, h, 6.0, SHADE);
        self.rect(x, y, w, h, 4.0, PAPER);
    }

    fn window(&mut self, x: f32, y: f32, w: f32, h: f32) {
        self.rect(x + 10.0, y + 14.0, w, h, 14.0, SHADE);
        self.rect(x, y, w, h, 12.0, PAPER);
        self.rect(x, y, w, 40.0, 12.0, GREEN);
        self.rect(x, y + 26.0, w, 14.0, 0.0, GREEN);
        for at in 0..3_u8 {
            self.circle(x + 24.0 + f32::from(at) * 22.0, y + 20.0, 6.0, LEAF);
        }
    }
}

fn mix(from: u8, to: u8, part: f32) -> u8 {
    (f32::from(from) + (f32::from(to) - f32::from(from)) * part).round() as u8
}

/// A picture of one element.
pub fn draw(scene: Scene) -> DynamicImage {
    let mut canvas = Canvas::new(SAND, [226, 214, 190]);
    let c = &mut canvas;
    match scene {
        Scene::Mark => mark(c),
        Scene::Front => front(c),
        Scene::WaitingArea => waiting_area(c),
        Scene::Letterhead => letterhead(c),
        Scene::WelcomePack => welcome_pack(c),
        Scene::Website => website(c),
        Scene::App => app(c),
        Scene::Statement => statement(c),
        Scene::FeesPage => fees_page(c),
        Scene::HoldMusic => hold_music(c),
        Scene::Pens => pens(c),
    }
    canvas.0.into()
}

fn mark(c: &mut Canvas) {
    c.rect(0.0, 0.0, WIDTH, HEIGHT, 0.0, GREEN);
    c.mark(300.0, 170.0, 190.0, PAPER, COPPER);
    c.rect(240.0, 430.0, 320.0, 16.0, 4.0, PAPER);
    c.rect(310.0, 462.0, 180.0, 8.0, 4.0, LEAF);
}

fn front(c: &mut Canvas) {
    c.rect(0.0, 0.0, WIDTH, 470.0, 0.0, SKY);
    c.rect(90.0, 90.0, 620.0, 400.0, 0.0, WALL);
    c.rect(90.0, 90.0, 620.0, 74.0, 0.0, GREEN);
    c.mark(330.0, 106.0, 40.0, PAPER, COPPER);
    c.rect(390.0, 120.0, 130.0, 12.0, 3.0, PAPER);
    c.rect(140.0, 210.0, 220.0, 180.0, 4.0, INK);
    c.rect(148.0, 218.0, 204.0, 164.0, 2.0, LIGHT);
    c.line((250.0, 218.0), (250.0, 382.0), 6.0, INK);
    c.rect(440.0, 200.0, 130.0, 290.0, 4.0, GREEN);
    c.rect(456.0, 220.0, 98.0, 150.0, 2.0, LIGHT);
    c.circle(552.0, 400.0, 7.0, COPPER);
    c.circle(620.0, 232.0, 18.0, LIGHT);
    c.rect(612.0, 216.0, 16.0, 8.0, 2.0, INK);
    c.rect(0.0, 486.0, WIDTH, 114.0, 0.0, GREY);
    c.rect(0.0, 486.0, WIDTH, 12.0, 0.0, SHADE);
    c.circle(656.0, 430.0, 34.0, LEAF);
    c.rect(636.0, 452.0, 40.0, 40.0, 4.0, COPPER);
}

fn waiting_area(c: &mut Canvas) {
    c.rect(0.0, 0.0, WIDTH, 450.0, 0.0, [232, 224, 208]);
    c.rect(0.0, 450.0, WIDTH, 150.0, 0.0, [168, 128, 92]);
    c.rect(470.0, 70.0, 240.0, 220.0, 4.0, PAPER);
    c.rect(482.0, 82.0, 216.0, 196.0, 0.0, SKY);
    c.line((590.0, 82.0), (590.0, 278.0), 6.0, PAPER);
    for x in [110.0, 420.0] {
        c.rect(x, 300.0, 190.0, 150.0, 26.0, GREEN);
        c.rect(x + 20.0, 372.0, 150.0, 70.0, 18.0, LEAF);
        c.rect(x + 24.0, 444.0, 12.0, 46.0, 2.0, INK);
        c.rect(x + 154.0, 444.0, 12.0, 46.0, 2.0, INK);
    }
    c.line((350.0, 150.0), (350.0, 470.0), 8.0, INK);
    c.circle(350.0, 170.0, 70.0, LIGHT);
    c.circle(350.0, 150.0, 52.0, [255, 238, 196]);
    c.rect(316.0, 464.0, 68.0, 10.0, 4.0, INK);
    c.rect(664.0, 410.0, 56.0, 70.0, 6.0, COPPER);
    for (x, y) in [(664.0, 380.0), (692.0, 350.0), (720.0, 384.0)] {
        c.circle(x, y, 34.0, LEAF);
    }
}

fn letterhead(c: &mut Canvas) {
    c.sheet(210.0, 50.0, 380.0, 520.0);
    c.mark(250.0, 90.0, 44.0, GREEN, COPPER);
    c.rect(470.0, 96.0, 84.0, 8.0, 3.0, GREY);
    c.rect(500.0, 114.0, 54.0, 8.0, 3.0, GREY);
    c.rect(250.0, 190.0, 300.0, 16.0, 3.0, INK);
    c.rect(250.0, 216.0, 220.0, 16.0, 3.0, INK);
    c.writing(250.0, 270.0, 300.0, 10, 22.0, GREY);
    c.line((250.0, 520.0), (330.0, 506.0), 4.0, GREEN);
    c.line((330.0, 506.0), (300.0, 526.0), 4.0, GREEN);
    c.line((300.0, 526.0), (390.0, 510.0), 4.0, GREEN);
}

fn welcome_pack(c: &mut Canvas) {
    c.rect(160.0, 164.0, 500.0, 340.0, 10.0, SHADE);
    c.rect(150.0, 150.0, 500.0, 340.0, 8.0, GREEN);
    c.rect(370.0, 150.0, 60.0, 340.0, 0.0, COPPER);
    c.rect(150.0, 290.0, 500.0, 56.0, 0.0, COPPER);
    c.circle(400.0, 318.0, 62.0, PAPER);
    c.mark(374.0, 288.0, 54.0, GREEN, COPPER);
    c.sheet(480.0, 400.0, 240.0, 140.0);
    c.writing(510.0, 440.0, 180.0, 3, 26.0, INK);
}

fn website(c: &mut Canvas) {
    c.window(90.0, 70.0, 620.0, 460.0);
    c.mark(126.0, 136.0, 34.0, GREEN, COPPER);
    c.writing(126.0, 206.0, 330.0, 2, 44.0, INK);
    c.writing(126.0, 306.0, 300.0, 3, 24.0, GREY);
    c.rect(126.0, 396.0, 150.0, 46.0, 6.0, GREEN);
    c.rect(152.0, 414.0, 98.0, 10.0, 3.0, PAPER);
    c.rect(500.0, 150.0, 170.0, 300.0, 6.0, SAND);
    c.circle(585.0, 250.0, 46.0, COPPER);
    c.rect(525.0, 310.0, 120.0, 140.0, 50.0, GREEN);
}

fn app(c: &mut Canvas) {
    c.rect(290.0, 44.0, 240.0, 520.0, 34.0, SHADE);
    c.rect(280.0, 34.0, 240.0, 520.0, 34.0, INK);
    c.rect(292.0, 50.0, 216.0, 488.0, 22.0, PAPER);
    c.rect(292.0, 50.0, 216.0, 130.0, 22.0, GREEN);
    c.rect(292.0, 140.0, 216.0, 40.0, 0.0, GREEN);
    c.writing(316.0, 90.0, 160.0, 2, 34.0, PAPER);
    for at in 0..4_u8 {
        let y = 206.0 + f32::from(at) * 78.0;
        c.rect(312.0, y, 176.0, 62.0, 10.0, SAND);
        c.circle(340.0, y + 31.0, 14.0, if at == 0 { COPPER } else { LEAF });
        c.writing(366.0, y + 20.0, 106.0, 2, 18.0, GREY);
    }
}

fn statement(c: &mut Canvas) {
    c.sheet(190.0, 50.0, 420.0, 510.0);
    c.mark(228.0, 84.0, 34.0, GREEN, COPPER);
    c.writing(228.0, 150.0, 344.0, 9, 17.0, GREY);
    for (at, height) in [46.0, 70.0, 58.0, 92.0, 84.0, 118.0]
        .into_iter()
        .enumerate()
    {
        let x = 236.0 + at as f32 * 56.0;
        c.rect(
            x,
            480.0 - height,
            36.0,
            height,
            3.0,
            if at == 5 { COPPER } else { LEAF },
        );
    }
    c.line((228.0, 482.0), (572.0, 482.0), 3.0, INK);
    c.writing(228.0, 506.0, 344.0, 2, 16.0, GREY);
}

fn fees_page(c: &mut Canvas) {
    c.window(90.0, 70.0, 620.0, 460.0);
    c.writing(126.0, 140.0, 360.0, 1, 50.0, INK);
    for at in 0..3_u8 {
        let x = 126.0 + f32::from(at) * 190.0;
        c.rect(
            x,
            210.0,
            170.0,
            270.0,
            8.0,
            if at == 1 { [222, 234, 226] } else { SAND },
        );
        c.writing(x + 22.0, 240.0, 110.0, 1, 30.0, GREEN);
        c.rect(x + 22.0, 286.0, 84.0 + f32::from(at) * 16.0, 30.0, 4.0, INK);
        c.writing(x + 22.0, 350.0, 124.0, 4, 24.0, GREY);
    }
}

fn hold_music(c: &mut Canvas) {
    c.rect(0.0, 0.0, WIDTH, HEIGHT, 0.0, [214, 210, 204]);
    c.rect(110.0, 260.0, 230.0, 80.0, 40.0, INK);
    c.circle(130.0, 340.0, 54.0, INK);
    c.circle(320.0, 340.0, 54.0, INK);
    for at in 0..17_u8 {
        let swing = (f32::from(at) * 0.9).sin().abs();
        let height = 30.0 + swing * 150.0;
        c.rect(
            410.0 + f32::from(at) * 18.0,
            300.0 - height / 2.0,
            8.0,
            height,
            4.0,
            GREY,
        );
    }
    c.writing(410.0, 440.0, 290.0, 2, 30.0, GREY);
}

fn pens(c: &mut Canvas) {
    c.rect(0.0, 0.0, WIDTH, HEIGHT, 0.0, [226, 222, 214]);
    c.rect(440.0, 120.0, 250.0, 360.0, 6.0, PAPER);
    c.rect(440.0, 120.0, 250.0, 70.0, 6.0, COPPER);
    for row in 0..5_u8 {
        for day in 0..6_u8 {
            c.rect(
                462.0 + f32::from(day) * 36.0,
                216.0 + f32::from(row) * 50.0,
                22.0,
                22.0,
                3.0,
                SHADE,
            );
        }
    }
    for (x, ink) in [(150.0, COPPER), (230.0, LEAF), (310.0, GREY)] {
        c.line((x, 470.0), (x + 70.0, 150.0), 22.0, ink);
        c.line((x, 470.0), (x - 6.0, 498.0), 10.0, INK);
        c.line((x + 30.0, 320.0), (x + 46.0, 246.0), 6.0, PAPER);
    }
}
