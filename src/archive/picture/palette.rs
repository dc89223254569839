//! A picture in few colours, for terminals that show pictures so: the palette is found by median cut (Heckbert 1982), and
//! where it is small the error of each pixel is spread to its neighbours (Floyd and Steinberg 1976).

use super::Raster;

/// A picture as numbers of colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduced {
    /// Pixels across.
    pub width: usize,
    /// Red, green, blue of each colour.
    pub palette: Vec<[u8; 3]>,
    /// The number of each pixel's colour, row by row; `None` where the ground shows.
    pub pixels: Vec<Option<u16>>,
}

/// Palettes of fewer colours show steps where the error is not spread.
const SMALL: usize = 64;

/// Colours that are told apart while the palette is sought: five bits a channel.
const TOLD_APART: usize = 1 << 15;

/// The colours that are not told apart from one another: how many pixels have them, and the sums of their channels.
#[derive(Clone, Copy, Default)]
struct Bin {
    count: u64,
    sums: [u64; 3],
}

impl Bin {
    fn mean(&self) -> [u8; 3] {
        self.sums.map(|sum| (sum / self.count.max(1)) as u8)
    }
}

/// The bin of a colour.
fn bin_of([red, green, blue]: [u8; 3]) -> usize {
    let part = |channel: u8| usize::from(channel >> 3);
    part(red) << 10 | part(green) << 5 | part(blue)
}

impl Raster {
    /// The picture in so many colours at most.
    pub fn reduced(&self, colours: usize) -> Reduced {
        let mut bins = vec![Bin::default(); TOLD_APART];
        for [red, green, blue, alpha] in &self.pixels {
            if let Some(bin) = bins.get_mut(bin_of([*red, *green, *blue]))
                && *alpha >= OPAQUE
            {
                bin.count += 1;
                let channels = [red, green, blue].map(|channel| u64::from(*channel));
                let sums = bin.sums.iter_mut().zip(channels);
                sums.for_each(|(sum, channel)| *sum += channel);
            }
        }
        bins.retain(|bin| bin.count > 0);
        let palette = cut(bins, colours.max(1));
        let pixels = if palette.len() < SMALL {
            self.spread(&palette)
        } else {
            let mut nearest = Nearest::new(&palette);
            let number = |[red, green, blue, alpha]: &[u8; 4]| {
                (*alpha >= OPAQUE).then(|| nearest.to([*red, *green, *blue]))
            };
            self.pixels.iter().map(number).collect()
        };
        Reduced {
            width: self.width as usize,
            palette,
            pixels,
        }
    }

    /// The numbers of the nearest colours, with the error of each spread over its neighbours to the right and below.
    fn spread(&self, palette: &[[u8; 3]]) -> Vec<Option<u16>> {
        let width = self.width as usize;
        let mut nearest = Nearest::new(palette);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        // In sixteenths, with a pixel more at each side.
        let mut below = vec![[0_i32; 3]; width + 2];
        for row in self.pixels.chunks(width.max(1)) {
            let mut here = std::mem::replace(&mut below, vec![[0; 3]; width + 2]);
            for (x, [red, green, blue, alpha]) in row.iter().enumerate() {
                if *alpha < OPAQUE {
                    pixels.push(None);
                    continue;
                }
                let errors = here.get(x + 1).copied().unwrap_or_default();
                let channels = [red, green, blue].into_iter().zip(errors);
                let mut wanted = [0_i32; 3];
                let filled = wanted.iter_mut().zip(channels);
                filled.for_each(|(wanted, (channel, error))| {
                    *wanted = (i32::from(*channel) + error / 16).clamp(0, 255);
                });
                let number = nearest.to(wanted.map(|channel| channel as u8));
                pixels.push(Some(number));
                let got = palette.get(usize::from(number)).copied();
                let got = got.unwrap_or_default();
                let give = |to: Option<&mut [i32; 3]>, share: i32| {
                    let Some(to) = to else { return };
                    let parts = to.iter_mut().zip(wanted.iter().zip(got));
                    parts.for_each(|(to, (wanted, got))| *to += share * (wanted - i32::from(got)));
                };
                give(here.get_mut(x + 2), 7);
                give(below.get_mut(x), 3);
                give(below.get_mut(x + 1), 5);
                give(below.get_mut(x + 2), 1);
            }
        }
        pixels
    }
}

/// Pixels less opaque than this let the ground show.
const OPAQUE: u8 = 128;

/// The number of the nearest colour of a palette, looked up once for what is not told apart.
struct Nearest<'p> {
    palette: &'p [[u8; 3]],
    known: Vec<Option<u16>>,
}

impl<'p> Nearest<'p> {
    fn new(palette: &'p [[u8; 3]]) -> Self {
        Self {
            palette,
            known: vec![None; TOLD_APART],
        }
    }

    fn to(&mut self, colour: [u8; 3]) -> u16 {
        let distance = |other: &[u8; 3]| -> u32 {
            let pairs = colour.iter().zip(other);
            pairs
                .map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2))
                .sum()
        };
        let seek = || {
            let numbered = self.palette.iter().zip(0_u16..);
            let nearest = numbered.min_by_key(|(other, _)| distance(other));
            nearest.map_or(0, |(_, number)| number)
        };
        match self.known.get_mut(bin_of(colour)) {
            Some(known) => *known.get_or_insert_with(seek),
            None => seek(),
        }
    }
}

/// Cuts the colours into boxes, the one that spans most at its median, and gives the mean of each.
fn cut(bins: Vec<Bin>, colours: usize) -> Vec<[u8; 3]> {
    let mut boxes = vec![bins];
    boxes.retain(|bins| !bins.is_empty());
    while boxes.len() < colours {
        let spans = boxes.iter().enumerate().map(|(at, bins)| (at, span(bins)));
        let widest = spans.max_by_key(|(_, (_, worth))| *worth);
        let Some((at, (channel, worth))) = widest else {
            break;
        };
        if worth == 0 {
            break;
        }
        let mut bins = boxes.swap_remove(at);
        bins.sort_unstable_by_key(|bin| bin.mean().get(channel).copied());
        let total: u64 = bins.iter().map(|bin| bin.count).sum();
        let mut passed = 0;
        let half = bins.iter().position(|bin| {
            passed += bin.count;
            passed * 2 >= total
        });
        let behind = bins.split_off((half.unwrap_or(0) + 1).clamp(1, bins.len() - 1));
        boxes.extend([bins, behind]);
    }
    let mean = |bins: &Vec<Bin>| {
        let mut all = Bin::default();
        for bin in bins {
            all.count += bin.count;
            let sums = all.sums.iter_mut().zip(bin.sums);
            sums.for_each(|(all, sum)| *all += sum);
        }
        all.mean()
    };
    boxes.iter().map(mean).collect()
}

/// The channel that the colours of a box span most, and what cutting it is worth: 0 where there is nothing to cut.
fn span(bins: &[Bin]) -> (usize, u64) {
    let count: u64 = bins.iter().map(|bin| bin.count).sum();
    let spans = (0..3).map(|channel| {
        let values = bins
            .iter()
            .filter_map(|bin| bin.mean().get(channel).copied());
        let (least, most) = values.fold((u8::MAX, 0), |(least, most), value| {
            (value.min(least), value.max(most))
        });
        (channel, u64::from(most.saturating_sub(least)))
    });
    let (channel, span) = spans.max_by_key(|(_, span)| *span).unwrap_or_default();
    if bins.len() < 2 {
        return (channel, 0);
    }
    // By its root, or a wide ground would get all the colours.
    (channel, (span + 1) * (count.isqrt() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 4]) -> Raster {
        let cells = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Raster {
            width,
            height,
            pixels: cells.map(|(x, y)| colour(x, y)).collect(),
        }
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        let flag = raster(6, 2, |x, y| match (x, y) {
            (0, _) => [0, 0, 0, 0],
            (_, 0) => [206, 17, 38, 255],
            _ => [255, 255, 255, 255],
        });
        let reduced = flag.reduced(16);
        let mut palette = reduced.palette.clone();
        palette.sort_unstable();
        assert_eq!(palette, [[206, 17, 38], [255, 255, 255]]);
        assert_eq!(reduced.pixels[0], None);
        let red = usize::from(reduced.pixels[1].unwrap());
        assert_eq!(reduced.palette[red], [206, 17, 38]);
        let nothing = raster(3, 3, |_, _| [9, 9, 9, 0]).reduced(16);
        assert!(nothing.pixels.iter().all(Option::is_none) && nothing.palette.is_empty());
    }

    #[test]
    fn many_colours_become_as_many_as_there_may_be_and_keep_their_means() {
        let sweep = raster(128, 64, |x, y| [(x * 2) as u8, (y * 4) as u8, 90, 255]);
        for (colours, most) in [(256, 12.0), (16, 40.0), (2, 110.0)] {
            let reduced = sweep.reduced(colours);
            assert!(reduced.palette.len() <= colours);
            assert!(reduced.palette.len() * 2 > colours, "{colours}");
            let (mut off, mut mean) = (0.0, [0.0; 2]);
            for (pixel, number) in sweep.pixels.iter().zip(&reduced.pixels) {
                let got = reduced.palette[usize::from(number.unwrap())];
                for channel in 0..2 {
                    let difference = f64::from(pixel[channel]) - f64::from(got[channel]);
                    mean[channel] += difference;
                    off += difference.abs();
                }
            }
            let count = sweep.pixels.len() as f64;
            assert!(off / count < most, "{colours}: {}", off / count);
            for sum in mean {
                assert!((sum / count).abs() < 8.0, "{colours}: {}", sum / count);
            }
        }
    }
}
