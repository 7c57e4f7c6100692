import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isSecureAddress } from './addresses.ts';

// How the texts of settings are checked and parsed. A message says what is wrong and how to fix it, and never shows the
// value: it may be a secret.

/** A list with commas between its entries. */
export const list = (isEntry: (entry: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()])))
    .refine((entries) => entries.every(isEntry), message);

/** A whole number from 1 to `largest`. */
export const count = (byDefault: number, largest: number) =>
  z
    .string()
    .default(String(byDefault))
    .transform((text) => (/^\d{1,7}$/u.test(text) ? Number(text) : 0))
    .refine(
      (number) => number >= 1 && number <= largest,
      `not a number. Give a whole number from 1 to ${String(largest)}.`,
    );

export const port = z
  .string()
  .refine(
    (text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535,
    'not a port. Give a number from 0 to 65535.',
  );

/** A host name or address; an IPv6 address may stand in brackets, which are taken off. */
export const host = (byDefault: string) =>
  z
    .string()
    .default(byDefault)
    .refine((text) => /^[\w.:[\]-]+$/u.test(text), 'not a host name or address. Give for example 127.0.0.1.')
    .transform((text) => text.replace(/^\[(.*)\]$/u, '$1'));

/** An address that calls are made to: https, or http on this machine. */
export const secureAddress = z
  .string()
  .refine(isSecureAddress, 'not a URL. Give one that begins with https://, or leave the variable out.');

/** Seconds from 0 to 60, as milliseconds. */
export const seconds = (byDefault: number) =>
  z
    .string()
    .default(String(byDefault))
    .refine(
      (text) => /^\d{1,2}(\.\d{1,3})?$/u.test(text) && Number(text) <= 60,
      'not a time. Give seconds from 0 to 60, for example 3.',
    )
    .transform((text) => Number(text) * 1_000);

/** A secret that is sent in a header, or that signs something. */
export const secret = (shortest: number) =>
  z
    .string()
    .transform((text) => text.trim())
    .refine(
      (text) => text.length >= shortest && /^[\x21-\x7e]{1,512}$/u.test(text),
      `too short, or with characters that are not allowed. Give ${String(shortest)} to 512 letters, digits or signs, without spaces.`,
    );

/** SHA-256 in hex: secrets that are only compared are kept as their hash. */
export const hash = (text: string) => createHash('sha256').update(text).digest('hex');
