// Checks what PMO Academy signs with the programs of others, from documents on standard input alone: nothing is
// fetched. Input: {now, contexts, issuer, badges, tokens, statusList, schema}. With a schema, each
// badge must match it too. Output: {badges, tokens, statusList}, for each "ok" or what is wrong.
import {readFileSync} from "node:fs";
import * as vc from "@digitalbazaar/vc";
import {DataIntegrityProof} from "@digitalbazaar/data-integrity";
import {cryptosuite} from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import {createLocalJWKSet, jwtVerify} from "jose";

const input = JSON.parse(readFileSync(0, "utf-8"));
const now = new Date(input.now);
const ajv = addFormats(new Ajv({strict: true, strictRequired: false}));
let matches = input.schema && ajv.compile(input.schema);

async function documentLoader(url) {
  const [address, fragment] = url.split("#");
  const document = input.contexts[url] ?? (address === input.issuer.id ? issuerPart(url, fragment) : undefined);
  if (document === undefined) throw new Error(`not known: ${url}`);
  return {contextUrl: null, documentUrl: url, document};
}

function issuerPart(url, fragment) {
  if (!fragment) return input.issuer;
  const method = input.issuer.verificationMethod.find((one) => one.id === url);
  return method && {"@context": "https://w3id.org/security/multikey/v1", ...method};
}

async function verifyBadge(text) {
  let credential;
  try {
    credential = JSON.parse(text);
  } catch {
    return "no JSON";
  }
  try {
    const suite = new DataIntegrityProof({cryptosuite});
    // The status is checked by itself: here the list is one of the inputs.
    const checkStatus = async () => ({verified: true});
    const result = await vc.verifyCredential({credential, suite, documentLoader, checkStatus, now});
    if (!result.verified) return message(result.error);
    return matches && !matches(credential) ? "not as the schema says" : "ok";
  } catch (error) {
    return message(error);
  }
}

function message(error) {
  return [error?.message, ...(error?.errors ?? []).map((one) => one.message)].join("; ");
}

// The public half of a Multikey (Ed25519, prefix 0xed01, base58btc) as JWK, which jose reads.
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
function jwk(method) {
  let number = 0n;
  for (const letter of method.publicKeyMultibase.slice(1)) number = number * 58n + BigInt(ALPHABET.indexOf(letter));
  const bytes = Buffer.from(number.toString(16).padStart(68, "0"), "hex").subarray(2);
  return {kty: "OKP", crv: "Ed25519", alg: "EdDSA", kid: method.id, x: bytes.toString("base64url")};
}
const keys = createLocalJWKSet({keys: input.issuer.verificationMethod.map(jwk)});

async function verifyToken(token) {
  try {
    const {payload} = await jwtVerify(token, keys, {issuer: input.issuer.id, typ: "vc+jwt", currentDate: now});
    return payload.type.includes("OpenBadgeCredential") ? "ok" : "no badge";
  } catch (error) {
    return error.message;
  }
}

const badges = [];
for (const badge of input.badges) badges.push(await verifyBadge(badge));
const tokens = [];
for (const token of input.tokens) tokens.push(await verifyToken(token));
matches = undefined;
const statusList = input.statusList ? await verifyBadge(input.statusList) : "none";
console.log(JSON.stringify({badges, tokens, statusList}));
