/**
 * Parameters that say where a visitor came from or who they are, and not what is shown. Sources: Mozilla Firefox, query parameter stripping list (2022);
 * documentation of Google Analytics and Google Ads (2025), Meta, Microsoft Advertising, TikTok, X, LinkedIn, Mailchimp, HubSpot, Marketo, Matomo (2025).
 */
const tracking = new Set(
  `gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl fbclid igsh igshid msclkid ttclid twclid li_fat_id yclid ysclid epik
   irclickid mc_cid mc_eid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok vero_id oly_anon_id oly_enc_id __s wickedid _openstat rb_clickid
   s_cid ml_subscriber ml_subscriber_hash`.split(/\s+/),
);
const trackingFamily = /^(?:utm|mtm|pk|piwik|matomo)_/;

/** Names that servers and shops give the session by: PHP, ASP, Java, ColdFusion, Magento, osCommerce, xt:Commerce, Zen Cart. */
const session = /^(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|sessid|cfid|cftoken|_{1,3}sid|oscsid|xtcsid|zenid)$/;

/** Does it tell who comes rather than what is shown? */
export function isAboutTheVisitor(parameter: string): boolean {
  const name = parameter.toLowerCase();
  return tracking.has(name) || trackingFamily.test(name) || session.test(name);
}
