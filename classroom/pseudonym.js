/** @file Pseudonyms: a name such as "Teal Heron" for a student who gave none, made from the id alone, the same at every reload. */

const COLOURS =
  "Amber Azure Blue Bronze Copper Coral Crimson Ebony Emerald Golden Green Indigo Ivory Jade Lilac Lime " +
  "Mauve Ochre Olive Pearl Pink Plum Purple Red Ruby Rust Sandy Scarlet Silver Teal Violet White";
const BIRDS =
  "Avocet Bittern Bluetit Bunting Buzzard Chough Cormorant Crane Cuckoo Curlew Dove Dunlin Eider Egret Falcon " +
  "Finch Flamingo Fulmar Gannet Godwit Goldcrest Goshawk Grebe Gull Harrier Heron Hoopoe Ibis Jackdaw Jay " +
  "Kestrel Kingfisher Kite Lapwing Linnet Magpie Martin Merlin Nightjar Nuthatch Oriole Osprey Ouzel Owl " +
  "Pelican Petrel Pipit Plover Puffin Quail Raven Robin Sandpiper Serin Siskin Skylark Sparrow Starling Stork " +
  "Swallow Swan Swift Tern Thrush Wagtail Warbler Woodpecker Wren";

const colours = COLOURS.split(" ");
const birds = BIRDS.split(" ");

/** Gives out pseudonyms; where two students would share one, the later gets a number. */
export class Pseudonyms {
  /** @type {Map<string, string>} */
  #byStudent = new Map();
  /** @type {Map<string, number>} how many have each name */
  #bearers = new Map();

  /**
   * @param {string} student the student's id
   * @returns {string}
   */
  nameOf(student) {
    const known = this.#byStudent.get(student);
    if (known !== undefined) return known;
    const shared = pseudonymOf(student);
    const number = (this.#bearers.get(shared) ?? 0) + 1;
    this.#bearers.set(shared, number);
    const name = number === 1 ? shared : `${shared} ${number}`;
    this.#byStudent.set(student, name);
    return name;
  }

  /** @param {string} student */
  forget(student) {
    this.#byStudent.delete(student);
  }
}

/** @param {string} student */
function pseudonymOf(student) {
  const hash = hashOf(student);
  const bird = birds[Math.floor(hash / colours.length) % birds.length];
  return `${colours[hash % colours.length]} ${bird}`;
}

// FNV-1a, 32 bit (Fowler, Noll and Vo): spreads short ids evenly and needs no asynchronous digest.
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** @param {string} text */
function hashOf(text) {
  let hash = FNV_OFFSET;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), FNV_PRIME);
  return hash >>> 0;
}
