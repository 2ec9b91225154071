"""Words of classes and ids, by what they mark; a pair such as ``post-body`` is two in a row.

Each was found in the class names of at least four sites, and checked on the annotated development
pages: of the text it marks, by far the most is no part of the article (or, for the last three, is).
Names of plug-ins that only do one thing stand here too.
"""

from __future__ import annotations

from typing import Final

__all__ = ["STARTS", "WORDS"]

WORDS: Final[dict[str, str]] = {
    "HIDDEN": """
        sr-only visually-hidden visuallyhidden screen-reader screenreader screen-readers
        d-none is-hidden u-hidden modal-dialog modal-content modal-body modal-header
        modal-window popup hidden-print noprint no-print print-only printonly offscreen
    """,
    "CONSENT": """
        onetrust ot-sdk didomi cookiebot qc-cmp2 cookie-banner cookie-bar cookie-notice
        cookie-consent cookieconsent cookies-banner cookies-bar cookie-law cookie-modal
        cookie-popup gdpr consent-banner consent-modal consent-layer
    """,
    "NAV": """
        nav navbar navigation menu breadcrumb breadcrumbs footer pagination pager
        sitemap toolbar masthead sidebar topbar site-header page-header-nav skip-link
        skiplink colophon
    """,
    "COMMENTS": """
        comments comment commentlist comment-list disqus respond livefyre kommentare
        comentarios commentaires
    """,
    "RELATED": """
        related relateds recommended recommendation recommendations recirc recirculation
        readmore read-more more-stories more-news more-from read-next also-read see-also
        next-article next-story outbrain taboola zergnet yarpp jp-relatedposts trending
        popular most-read mostread mostpopular latest-news teaser teasers crosslink
        suggested suggestions similar further-reading related-posts
    """,
    "SHARE": """
        share sharing social socials sharedaddy sharebar addthis addtoany a2a
        shareaholic follow follow-us social-share share-buttons
    """,
    "PROMO": """
        newsletter newsletters subscribe subscription signup sign-up promo promotion
        advert advertisement advertorial ads adsbygoogle ad-container ad-slot adslot
        adbox banner sponsor sponsored regwall donate donation cta call-to-action
        app-download marketing affiliate
    """,
    "AUTHOR": """
        author-box author-bio author-info authorbox author-card about-author
        about-the-author author-profile authors contributor contributors bio biography
    """,
    "TAGS": """
        tags taglist tag-list tag-links post-tags entry-tags article-tags keywords
        topics topic-list
    """,
    "CAPTION": """
        caption figcaption wp-caption-text image-caption photo-caption img-caption
        credit credits photo-credit copyright legende bildunterschrift gallery-caption
        media-caption
    """,
    "ASIDE": """
        infobox info-box factbox fact-box expandable-box fact-boxes faktenbox toc-list
        toc-title toc-box post-toc table-of-contents tableofcontents ez-toc lwptoc
        toc-container
    """,
    "META": """
        btn btns button buttons byline dateline dates publish-info published pubdate
        updated last-updated post-meta entry-meta article-meta meta timestamp
        published-date post-date article-date article-info post-info reading-time
        readtime
    """,
    "MEDIA": """
        photo photos image images picture pictures media gallery slideshow carousel
        swiper video videos thumbnail img bild foto galeria
    """,
    "EMBED": """
        twitter-tweet instagram-media twitter-video tiktok-embed
    """,
    "BODY": """
        article-body articlebody article-content article-text articletext story-body
        storybody story-content post-content post-body entry-content body-content
        content-body article-copy body-copy bodycopy story-text text-body richtext
        rich-text paragraphs news-text news-content articulo-cuerpo cuerpo-noticia
        post-text body-text
    """,
    "LEAD": """
        lead lede standfirst dek intro summary chapo subtitle sub-headline subheadline
        excerpt teaser-text deck perex bajada sapo ingress abstract
    """,
    "HEADLINE": """
        headline entry-title post-title article-title
    """,
}
"""Name of a bit of `Mark` to its words."""

STARTS: Final[dict[str, str]] = {
    "COMMENTS": "commentf commentl comments commentw commenti kommentar comentari commentaire",
    "RELATED": "related recommend trending popularl popularc teaserl teaserb mostread",
    "PROMO": "newsletter subscri",
    "NAV": "breadcrumb footer",
    "SHARE": "socials sociali socialb sharing",
}
"""Name of a bit to how words written as one begin: ``relatedposts``, ``newsletterbox``.

Of the text in elements so called on the development pages, 97% or more is no part of the article.
"""
