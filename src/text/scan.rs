//! Finding the first byte of a kind, many bytes at a time.

/// How many bytes are looked at together.
const TOGETHER: usize = 16;

/// Where the first byte from `from` on is for which `is` holds.
#[inline]
pub fn first(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    let mut rest = bytes.get(from..)?;
    while let Some(chunk) = rest.first_chunk::<TOGETHER>() {
        // No early way out: so the compiler compares all of them at once.
        if chunk.iter().fold(false, |any, &byte| any | is(byte)) {
            break;
        }
        rest = rest.get(TOGETHER..)?;
    }
    let step = rest.iter().position(|&byte| is(byte))?;
    Some(bytes.len() - rest.len() + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_wherever_it_is() {
        for at in 0..40 {
            for from in 0..=at {
                let mut bytes = [b'a'; 48];
                *bytes.get_mut(at).unwrap() = b'.';
                *bytes.get_mut(at + 3).unwrap() = b'.';
                assert_eq!(first(&bytes, from, |byte| byte == b'.'), Some(at));
                assert_eq!(first(&bytes, from, |byte| byte == b'!'), None);
            }
        }
        assert_eq!(first(b"", 0, |_| true), None);
        assert_eq!(first(b"a", 2, |_| true), None);
    }
}
