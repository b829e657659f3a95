import numpy as np


def user_cf(ratings, user, k):
    """用户协同过滤。User-based collaborative filtering.

    ratings: (U, I)，0 表示没评过 0 means not rated    user: int    k: int
    返回 returns: (I,)
    """
    raise NotImplementedError


def item_cf(ratings, user):
    """物品协同过滤。Item-based collaborative filtering. 返回 returns: (I,)"""
    raise NotImplementedError


def content(ratings, features, user):
    """基于内容。Content-based. features: (I, F)    返回 returns: (I,)"""
    raise NotImplementedError


def blend(ratings, features, user, k, weights):
    """三路混合的分数，看过的为 -inf。The blended scores, -inf where seen. weights: (3,)    返回 returns: (I,)"""
    raise NotImplementedError


def recommend(ratings, features, user, k, weights, top):
    """分数最高的至多 top 个没看过的物品。At most `top` unseen items, the best first.

    返回 returns: 物品编号的整数数组或列表 array or list of item numbers
    """
    raise NotImplementedError
