/** A name and a secret that stood in a file or a text. */
export interface FoundCredential {
  /** Host and port, or an address, as it stood there; '' where nothing said one. */
  readonly host: string;
  readonly username: string;
  readonly secret: string;
  /** Where it stood, for people: a key, a line. Never part of the secret. */
  readonly place: string;
}
