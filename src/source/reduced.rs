//! The text of a document without most of its records, and where in the file each byte stands.

/// A reduced text. The records that are left out leave a number in their place.
#[derive(Debug, Default)]
pub(super) struct Reduced {
    text: String,
    /// Where parts begin, here and in the file.
    parts: Vec<(usize, u64)>,
    /// Where stand-ins begin.
    stand_ins: Vec<usize>,
}

impl Reduced {
    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a part that stands at a byte of the file.
    pub(super) fn add(&mut self, part: &str, offset: u64) {
        self.parts.push((self.text.len(), offset));
        self.text.push_str(part);
    }

    /// Adds what stands in for records which begin at a byte of the file.
    pub(super) fn stand_in(&mut self, text: &str, offset: u64) {
        self.stand_ins.push(self.parts.len());
        self.add(text, offset);
    }

    /// Where in the file a byte of the text stands.
    pub(super) fn place(&self, offset: usize) -> u64 {
        let after = self.parts.partition_point(|(start, _)| *start <= offset);
        let Some(number) = after.checked_sub(1) else {
            return 0;
        };
        let (start, place) = self.parts[number];
        match self.stand_ins.contains(&number) {
            true => place,
            false => place + (offset - start) as u64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_place_in_the_file() {
        // {"a":[1,2,3],"b":0}
        let mut reduced = Reduced::default();
        reduced.add("{\"a\":[", 10);
        reduced.stand_in("0", 16);
        reduced.add("],\"b\":0}", 21);
        assert_eq!(reduced.text(), "{\"a\":[0],\"b\":0}");
        let places: Vec<u64> = [0, 5, 6, 7, 14].map(|offset| reduced.place(offset)).into();
        assert_eq!(places, [10, 15, 16, 21, 28]);
    }
}
